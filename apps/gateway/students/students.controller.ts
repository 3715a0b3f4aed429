import {
  districtQuery,
  studentsQuery,
  type DistrictParameters,
  type StudentsParameters,
  type StudentDetail,
  type StudentsAnswer,
} from '#libs/contracts';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ListStudentsQuery } from './list-students.query.js';
import { ShowStudentQuery } from './show-student.query.js';

@Controller('api/students')
export class StudentsController {
  readonly #queries: QueryBus;

  constructor(queries: QueryBus) {
    this.#queries = queries;
  }

  @Get()
  list(@Query({ schema: studentsQuery }) parameters: StudentsParameters): Promise<StudentsAnswer> {
    return this.#queries.execute(new ListStudentsQuery(parameters));
  }

  @Get(':id')
  show(@Param('id') id: string, @Query({ schema: districtQuery }) { district }: DistrictParameters): Promise<StudentDetail> {
    return this.#queries.execute(new ShowStudentQuery(district, id));
  }
}
